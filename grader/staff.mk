# grader/staff.mk - what instructors and maintainers make; included by the top
# Makefile, and not part of the students' kit.

SUBMISSION ?= solutions

.PHONY: grade
grade: machine ## grade a submission (SUBMISSION=PATH; default: the solutions)
	@grader/bin/kit-grade $(grade_options) '$(SUBMISSION)'

.PHONY: class
class: machine ## grade a class (DIR=folder or zip, JOBS=2, ENGINE=slurm, DEADLINE=…, WORKSHEET=…)
	@grader/bin/kit-deps class
	@grader/bin/kit-class $(if $(ENGINE),--engine $(ENGINE)) $(if $(JOBS),--jobs $(JOBS)) $(if $(DEADLINE),--deadline '$(DEADLINE)') \
		$(if $(WORKSHEET),--worksheet '$(WORKSHEET)') $(if $(OUT),--out '$(OUT)') $(CLASS_OPTIONS) \
		'$(or $(DIR),$(error make class DIR=…: which directory or zip?))' \
		$(if $(TASK)$(BACKEND),-- $(foreach t,$(TASK),--task $(t)) $(if $(BACKEND),--backend $(BACKEND)))

.PHONY: regrade
regrade: machine ## record one of a class again for a dispute (CLASS=NAME ROLL=… STAGE=2b REASON=…)
	@grader/bin/kit-deps class
	@grader/bin/kit-regrade --roll '$(or $(ROLL),$(error make regrade CLASS=… ROLL=…: whose?))' \
		$(if $(STAGE),--stage '$(STAGE)') $(if $(REASON),--reason '$(REASON)') \
		'$(or $(CLASS),$(error make regrade CLASS=… ROLL=…: which class?))'

.PHONY: kit
kit: deps ## write the students' tarball: no solutions, mutants, variants, tests
	@$(MAKE) --silent tools
	@grader/bin/kit-pack

.PHONY: gradescope
gradescope: machine kernel ## write the autograder for Gradescope (URL=where image and kernel will lie)
	@grader/bin/kit-deps class
	@grader/bin/kit-gradescope $(if $(URL),--url '$(URL)')

.PHONY: vm-image vm
vm-image: deps ## make the course VM (ARCH=amd64|arm64 FORMAT=qcow2|ova|raw)
	@grader/bin/kit-deps vm $(if $(filter arm64,$(ARCH)),vm-arm64)
	@$(MAKE) --silent tools
	@vm/image $(if $(ARCH),--arch $(ARCH)) $(if $(FORMAT),--format $(FORMAT))

vm: ## start the course VM here, in QEMU (ARCH=arm64)
	@grader/bin/kit-deps vm $(if $(filter arm64,$(ARCH)),vm-arm64)
	@test -e course-vm-$(or $(ARCH),amd64).qcow2 || $(MAKE) --no-print-directory vm-image FORMAT=qcow2
	@vm/start $(if $(ARCH),--arch $(ARCH)) course-vm-$(or $(ARCH),amd64).qcow2

.PHONY: test
test: deps-test ## build strictly, lint, and run every test
	@grader/test/run

.PHONY: bot
bot: machine ## prove solutions, mutants, variants on every back end; keep a history (BOT_OPTIONS=--task 1)
	@grader/test/bot $(BOT_OPTIONS)

.PHONY: test-long
test-long: deps-test ## what takes long: more proofs, conductor worn out (STRESS=10), real debootstrap, the course VM, Debian 13
	@grader/bin/kit-deps vm-arm64
	@vm/build >/dev/null
	@grader/test/run --long

.PHONY: skeletons
skeletons: deps ## write task*/ from solutions/
	@$(MAKE) --silent tools
	@grader/bin/kit-skeletons

.PHONY: tables
tables: deps ## prove the rooms of the tasks: rows, facts, points, proofs (grader/tasks/README.md)
	@$(MAKE) --silent tools
	@grader/bin/kit-tasks

.PHONY: lint fmt
lint: deps-test ## check format and style of every source file
	@grader/test/lint
fmt: deps-test ## put every source file into the project's format
	@grader/test/lint --fix

.PHONY: bench
bench: machine ## time containers and machines, next to others (BENCH_OPTIONS=--grade)
	@grader/bin/kit-deps bench || true # a peer that is missing is said to be absent
	@grader/bench/bench $(BENCH_OPTIONS)
