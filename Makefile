# Thin aliases; manage.py does the work.
.PHONY: demo test check lock

demo:
	python3 manage.py demo

test:
	python3 manage.py test

check:
	python3 manage.py check_all

lock:
	requirements/lock.sh
