"""How the installation is: keys, disk, mail, worker, team, audit. Facts in plain sentences, found out when asked."""
