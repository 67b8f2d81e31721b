# The container course kit. `make` alone says what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# make check TASK=2 STAGE=2b, make check BACKEND=tcg
grade_options = $(foreach t,$(TASK),--task $(t)) $(foreach s,$(STAGE),--stage $(s)) \
	$(if $(BACKEND),--backend $(BACKEND)) $(if $(SEED),--seed '$(SEED)') \
	$(if $(JOBS),--jobs $(JOBS)) $(if $(FRESH),--fresh) $(GRADE_OPTIONS)

# inside the course VM no machine is made: work is recorded on this one
here := $(filter here,$(or $(BACKEND),$(if $(wildcard /etc/cs695-vm),here)))

# under sudo, as in that VM, what make leaves here stays the user's own
give_back := $(if $(SUDO_UID),chown -hR --reference=. build results)

# after a check in which a stage is not passed `Next:` stays the last line: make would add
# that a command failed, so it is ended here, as by Ctrl-C: without a word, and with a status
# that is not 0. It then waits for this shell, which must not end before: so long as make
# catches SIGINT, the second bit of SigCgt in proc(5), it has not come to that.
end_make := kill -INT $$PPID; while grep -q '^SigCgt:.*[2367abef]$$' /proc/$$PPID/status; do :; done; exit 0
last_words := [ $$status != 1 ] || { $(end_make); }; exit $$status

include grader/build.mk
# what instructors and maintainers make; the students' kit has none of it
-include grader/staff.mk

.PHONY: help
help: ## say what there is
	@printf 'usage: make TARGET [TASK=1] [STAGE=1b] [SUBMISSION=PATH]\n\n'
	@grep -hE '^[a-z-]+:.* ## ' Makefile $(if $(wildcard grader/staff.mk),grader/staff.mk grader/build.mk) | sed 's/:.* ## /\t/' \
		| awk -F '\t' '{ printf "  %-12s %s\n", $$1, $$2 }'

.PHONY: check
check: machine ## record and judge your own task folders (TASK=1 STAGE=1b)
	@status=0; grader/bin/kit-check $(grade_options) || status=$$?; $(or $(give_back),:); $(last_words)

.PHONY: watch
watch: machine ## check whenever you save a file of the task (TASK=2)
	@grader/bin/kit-deps watch
	@grader/bin/kit-watch $(grade_options)

.PHONY: doctor
doctor: ## what this computer lacks, and the line that mends it
	@vm/doctor || { printf 'Mend what FAILs from top to bottom, and ask again.\n'; exit 1; }

.PHONY: hint
hint: deps ## a question, asked again a page to read, then the call (STAGE=1b)
	@$(MAKE) --silent tools
	@grader/bin/kit-hint $(if $(STAGE),--stage '$(STAGE)')

.PHONY: lab
lab: machine ## a root shell in a throw-away machine with your task folders (TASK=3)
	@grader/bin/kit-lab $(if $(TASK),--task '$(TASK)') $(if $(BACKEND),--backend '$(BACKEND)')

.PHONY: demo
demo: machine ## see containers at work, step by step (DEMO=5: from step 5 on)
	@grader/bin/kit-demo $(if $(DEMO),--first '$(DEMO)') $(if $(BACKEND),--backend $(BACKEND))

.PHONY: submit
submit: deps ## pack what you hand in and say what is wrong with it (ROLL=22m0789)
	@$(MAKE) --silent tools
	@grader/bin/kit-submit $(if $(ROLL),--roll '$(ROLL)')

# everything that grading needs, made when it is missing
.PHONY: machine
machine: deps
	@test -e build/bin/gather || printf "building the kit's programs, for half a minute\n" >&2
	@$(MAKE) --silent tools
	$(if $(FROM),@vm/import $(if $(DIGEST),--digest '$(DIGEST)') '$(FROM)')
	$(if $(here),,@vm/build >/dev/null && vm/mirror >/dev/null)

.PHONY: kernel
kernel: deps ## build the user-mode kernel: machines that start in a second (KERNEL=7.3.4)
	@vm/kernel

.PHONY: image
image: deps ## build the machine's image
	@vm/build

.PHONY: deps deps-test
deps: ## install the Debian packages that are missing, or say which
	@grader/bin/kit-deps run $(if $(here),,machine)
deps-test:
	@grader/bin/kit-deps run machine class test vm watch

.PHONY: clean
clean: ## remove what make built here; the cache and results stay
	rm -rf build
