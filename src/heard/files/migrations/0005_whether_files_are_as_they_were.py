from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0004_when_destroyed_keys_were_overwritten'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='sealed_sha256',
            field=models.CharField(blank=True, max_length=64, default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='cleanup',
            name='changed',
            field=models.PositiveIntegerField(default=0, verbose_name='files changed'),
        ),
        migrations.AddField(
            model_name='cleanup',
            name='extra',
            field=models.PositiveIntegerField(default=0, verbose_name='files that nothing remembers'),
        ),
        migrations.AddField(
            model_name='cleanup',
            name='missing',
            field=models.PositiveIntegerField(default=0, verbose_name='files missing'),
        ),
    ]
