import hashlib
from importlib.resources import files


def test_every_list_has_its_origin_licence_and_hash() -> None:
    folder = files("heard.text") / "gazetteers"
    origins = (folder / "README.md").read_text("utf-8")
    lists = [path for path in folder.iterdir() if path.name.endswith(".txt")]
    assert lists
    for path in lists:
        assert f"`{path.name}`" in origins
        assert hashlib.sha256(path.read_bytes()).hexdigest() in origins, path.name
