# Thin: everything is in bootstrap.py, which makes its own environment.
PYTHON ?= python3

.PHONY: demo test long bench docs dump baseline vulnerabilities
demo:  ## a running system with invented people on http://127.0.0.1:8000; RESET=1 starts afresh
	@$(PYTHON) bootstrap.py demo $(if $(RESET),--reset) $(if $(PORT),--port $(PORT))
test:  ## everything that must pass before a change lands
	@$(PYTHON) bootstrap.py test
long:  ## what takes longer; run before an issue is resolved
	@$(PYTHON) bootstrap.py long
bench:  ## speed, as ratios in one run
	@$(PYTHON) bootstrap.py bench bench/all.py
docs:  ## real screenshots and the generated reference
	@$(PYTHON) bootstrap.py docs docs/make.py
dump:  ## the demo of this version, for the next one to restore; run before landing, with a new version number
	@$(PYTHON) bootstrap.py dump tests/dumps/make.py
baseline:  ## what a new database begins with, after many new migrations; later ones run on top of it
	@$(PYTHON) bootstrap.py dump tests/dumps/baseline.py
vulnerabilities:  ## is anything known to be wrong with what the lock files name? says so when it cannot ask
	@$(PYTHON) bootstrap.py vulnerabilities tests/vulnerabilities.py
