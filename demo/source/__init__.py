"""How the demo's papers are made: prose in texts/, figures and drawings in the modules beside it."""
