# grader/build.mk - the C programs of the grader, included by the top Makefile.
#
#   build/bin/    run on this host
#   build/guest/  run inside the throw-away machine, static
#   build/asan/   the parsers again, with ASan and UBSan, for the tests
#
# A program is a name and its source files; everything else follows.

CFLAGS ?= -O2 -g
KIT_CFLAGS := -std=c17 -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wvla -MMD -MP -Igrader/src -Igrader/guest
ifdef DEVELOPER
KIT_CFLAGS += -Werror
endif

HOST_PROGRAMS := region gather transcript unpack worksheet evidence-receive let-go
GUEST_PROGRAMS := evidence-send witness probe cell reaper trial
# those that read what students wrote
PARSERS := region gather transcript unpack worksheet evidence-receive

# $(call files,DIRECTORY): its C files, always in the same order
files = $(patsubst grader/%,%,$(sort $(wildcard grader/$(1)/*.c)))
shown := src/visible.c src/slurp.c src/fail.c

region_files := $(call files,src/region) src/fail.c
gather_files := $(call files,src/gather) $(addprefix src/,control.c line_reader.c \
	safe_json.c visible.c fail.c)
transcript_files := $(call files,src/transcript) $(addprefix src/,control.c \
	line_reader.c safe_json.c) $(shown)
unpack_files := $(call files,src/unpack) src/visible.c src/fail.c
worksheet_files := $(call files,src/worksheet) src/slurp.c src/fail.c
evidence-receive_files := $(addprefix src/evidence/,evidence-receive.c \
	evidence_dir.c steps_tail.c frame_decoder.c frame.c) src/fail.c
let-go_files := src/let-go.c src/fail.c
evidence-send_files := $(addprefix src/evidence/,evidence-send.c \
	evidence_source.c evidence_line.c frame.c) src/fail.c
witness_files := $(addprefix guest/witness/,witness.c look.c watch.c inside.c enter.c launch.c detach.c stray.c terminal.c \
	trace.c trace_call.c trace_events.c trace_stop.c fault.c where.c symbols.c tracee.c filter.c facts.c \
	calls.c call_decode.c call_flags.c registers.c process.c program.c code.c shared_root.c mounted.c cgroup.c uts.c) \
	guest/witness/kernel_file.c guest/witness/text.c src/fail.c
probe_files := guest/probe.c guest/witness/kernel_file.c guest/witness/text.c src/fail.c
cell_files := $(addprefix guest/cell/,cell.c cell_root.c cell_files.c) src/fail.c
reaper_files := guest/reaper.c
trial_files := guest/trial.c src/fail.c

gather_libs := -ljansson -lunistring
region_libs := -ljansson
transcript_libs := -ljansson -lunistring
unpack_libs := -larchive -ljansson -lnettle -lunistring
evidence-receive_libs := -ljansson -lnettle
evidence-send_libs := -lnettle
witness_libs := -ljansson
probe_libs := -ljansson

# The rooms of the tasks, in the forms in which they are read elsewhere; only when
# something is built, because on a bare machine there may be no gojq yet. A room that was
# added or taken away counts as well: the list of all stands in a file of its own.
ifneq ($(filter tools asan fuzzers fuzz build/%,$(MAKECMDGOALS)),)
rooms := $(sort $(wildcard grader/tasks/*/task.jq))
ifneq ($(rooms),$(file <build/tables/list))
$(shell mkdir -p build/tables && printf '%s' '$(rooms)' >build/tables/list)
endif
build/tables/rooms.mk: $(wildcard grader/tasks/*/*.jq grader/tasks/*/expected/transcripts.jq) \
		build/tables/list grader/lib/compile-tables grader/lib/tables.jq
	@grader/lib/compile-tables build/tables
-include build/tables/rooms.mk
endif

# What a task's Makefile makes of given files alone is made once here, because in a
# machine it takes seconds.
.SECONDEXPANSION:
build/given/%: $$(filter-out $(handed_in),$$(wildcard $$(*D)/*.[ch])) $$(*D)/Makefile
	@mkdir -p $(@D)
	cp -- $^ $(@D)
	$(MAKE) --silent -C $(@D) -f Makefile $(@F) CFLAGS=-O1

# $(call program,DIRECTORY,NAME,FLAGS): the program, and beside it NAME.sources, the files
# that it is made of: what evidence and verdicts hang on (grader/lib/decides.sh)
define program
build/$(1)/$(2): $$(patsubst %.c,build/$(1)/obj/%.o,$$($(2)_files))
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $(3) -o $$@ $$^ $$($(2)_libs)
	@{ echo grader/build.mk; sed 's/[\\:]/ /g' $$(^:.o=.d) | tr ' ' '\n' | grep ^grader/; } | sort -u >$$@.sources
programs_$(1) += build/$(1)/$(2)
endef

# $(call objects,DIRECTORY,FLAGS)
define objects
build/$(1)/obj/%.o: grader/%.c
	@mkdir -p $$(@D)
	$$(CC) $$(KIT_CFLAGS) $$(CFLAGS) $(2) -c -o $$@ $$<
-include $$(shell find build/$(1)/obj -name '*.d' 2>/dev/null)
endef

comma := ,
sanitize := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
$(foreach p,$(HOST_PROGRAMS),$(eval $(call program,bin,$(p),)))
# the same bytes wherever the checkout lies: they are part of what evidence hangs on
$(foreach p,$(GUEST_PROGRAMS),$(eval $(call program,guest,$(p),-static -s -Wl$(comma)--build-id=none)))
$(foreach p,$(PARSERS),$(eval $(call program,asan,$(p),$(sanitize))))
$(eval $(call objects,bin,))
$(eval $(call objects,guest,))
$(eval $(call objects,asan,$(sanitize)))

.PHONY: tools asan
tools: build/tables/rooms.mk $(programs_bin) $(programs_guest) $(given_made)
asan: $(programs_asan)

# Fuzzers: one grader/test/fuzz/NAME.c a parser, linked with the parser's files
# except the one that holds main. `make fuzz FUZZ_SECONDS=60` runs each.
FUZZ_SECONDS ?= 60
fuzz_region := $(filter-out %/region.c %/region_diff.c %/region_survey.c %/fail.c,$(region_files))
fuzz_transcript := $(filter-out %/transcript.c,$(transcript_files))
fuzz_gather := $(filter-out %/gather.c %/gather_dir.c,$(gather_files))
fuzz_unpack := $(filter-out %/unpack.c %/unpack_json.c %/unpack_roll.c \
	%/unpack_write.c,$(unpack_files))
fuzz_frame := src/evidence/frame_decoder.c src/evidence/frame.c
FUZZERS := $(patsubst grader/test/fuzz/%.c,build/fuzz/%,$(wildcard grader/test/fuzz/*.c))

build/fuzz/%: grader/test/fuzz/%.c $(wildcard grader/src/*.[ch] grader/src/*/*.[ch])
	@mkdir -p $(@D)
	clang -std=c17 -g -O1 -Igrader/src \
		$(addprefix -Igrader/src/,region gather transcript unpack evidence) -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $@ $< \
		$(addprefix grader/,$(fuzz_$*)) $(unpack_libs) -lnettle

.PHONY: fuzzers fuzz
fuzzers: $(FUZZERS)
fuzz: fuzzers
	@set -e; for f in $(FUZZERS); do \
		mkdir -p $$f.corpus; \
		$$f -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -print_final_stats=1 \
			-artifact_prefix=$$f. $$f.corpus >$$f.log 2>&1 \
			|| { tail -40 $$f.log; exit 1; }; \
		printf '%s: %s, no finding\n' $${f##*/} \
			"$$(grep -o 'number_of_executed_units: .*' $$f.log)"; \
	done
