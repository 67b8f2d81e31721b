# grader/build.mk - the C programs of the grader, included by the top Makefile.
#
#   build/bin/    run on this host
#   build/guest/  run inside the throw-away machine, static
#   build/asan/   the parsers again, with ASan and UBSan, for the tests
#
# A program is a name and its source files; everything else follows.

CFLAGS ?= -O2 -g
KIT_CFLAGS := -std=c17 -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wvla -MMD -MP -Igrader/src
ifdef DEVELOPER
KIT_CFLAGS += -Werror
endif

HOST_PROGRAMS := region transcript unpack report evidence-receive
GUEST_PROGRAMS := evidence-send witness probe reaper
# those that read what students wrote
PARSERS := region transcript unpack report evidence-receive

region_parts := src/region_file.c src/region_marker.c src/region_text.c \
	src/region_code.c src/region_lint.c
region_files := src/region.c src/region_diff.c $(region_parts) src/fail.c
transcript_parts := src/transcript_pattern.c src/transcript_line.c \
	src/transcript_hole.c src/transcript_output.c src/transcript_match.c \
	src/transcript_explain.c src/transcript_reason.c src/transcript_hint.c \
	src/transcript_block.c src/transcript_draw.c src/visible.c src/utf8.c \
	src/slurp.c src/fail.c
transcript_files := src/transcript.c $(transcript_parts)
unpack_reading := src/unpack_archive.c src/unpack_reader.c src/unpack_entry.c \
	src/unpack_submission.c src/unpack_choice.c src/unpack_place.c \
	src/unpack_path.c src/unpack_manifest.c src/fail.c
unpack_files := src/unpack.c src/unpack_json.c src/unpack_roll.c \
	src/unpack_write.c $(unpack_reading)
report_files := src/report.c src/report_text.c src/report_check.c \
	src/report_page.c src/results.c src/visible.c src/utf8.c src/slurp.c \
	src/fail.c
evidence-receive_files := src/evidence-receive.c src/evidence_dir.c \
	src/steps_tail.c src/frame_decoder.c src/frame.c src/fail.c
evidence-send_files := src/evidence-send.c src/evidence_source.c \
	src/evidence_line.c src/frame.c src/fail.c
witness_files := guest/witness.c guest/watch.c guest/enter.c guest/terminal.c \
	guest/trace.c guest/trace_call.c guest/trace_events.c guest/tracee.c \
	guest/facts.c guest/calls.c guest/call_decode.c guest/call_flags.c \
	guest/registers.c guest/process.c guest/cgroup.c guest/uts.c \
	guest/kernel_file.c guest/text.c src/fail.c
probe_files := guest/probe.c guest/kernel_file.c guest/text.c src/fail.c
reaper_files := guest/reaper.c

unpack_libs := -larchive -ljansson -lnettle
report_libs := -ljansson
evidence-receive_libs := -ljansson -lnettle
evidence-send_libs := -lnettle
witness_libs := -ljansson
probe_libs := -ljansson

# $(call program,DIRECTORY,NAME,FLAGS)
define program
build/$(1)/$(2): $$(patsubst %.c,build/$(1)/obj/%.o,$$($(2)_files))
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $(3) -o $$@ $$^ $$($(2)_libs)
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
sanitize := -fsanitize=address,undefined -fno-sanitize-recover=all
$(foreach p,$(HOST_PROGRAMS),$(eval $(call program,bin,$(p),)))
# the same bytes wherever the checkout lies: they are part of what evidence hangs on
$(foreach p,$(GUEST_PROGRAMS),$(eval $(call program,guest,$(p),-static -s -Wl$(comma)--build-id=none)))
$(foreach p,$(PARSERS),$(eval $(call program,asan,$(p),$(sanitize))))
$(eval $(call objects,bin,))
$(eval $(call objects,guest,))
$(eval $(call objects,asan,$(sanitize)))

.PHONY: tools asan
tools: $(programs_bin) $(programs_guest)
asan: $(programs_asan)

# Fuzzers: one grader/test/fuzz/NAME.c a parser, linked with the parser's files
# except the one that holds main. `make fuzz FUZZ_SECONDS=60` runs each.
FUZZ_SECONDS ?= 60
fuzz_region := $(region_parts)
fuzz_transcript := $(transcript_parts)
fuzz_unpack := $(unpack_reading)
fuzz_frame := src/frame_decoder.c src/frame.c
FUZZERS := $(patsubst grader/test/fuzz/%.c,build/fuzz/%,$(wildcard grader/test/fuzz/*.c))

build/fuzz/%: grader/test/fuzz/%.c $(wildcard grader/src/*.[ch])
	@mkdir -p $(@D)
	clang -std=c17 -g -O1 -Igrader/src -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $@ $< \
		$(addprefix grader/,$(fuzz_$*)) $(unpack_libs) -lnettle

.PHONY: fuzz
fuzz: $(FUZZERS) ## fuzz each parser for FUZZ_SECONDS (60)
	@set -e; for f in $(FUZZERS); do \
		mkdir -p $$f.corpus; \
		$$f -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -print_final_stats=1 \
			-artifact_prefix=$$f. $$f.corpus >$$f.log 2>&1 \
			|| { tail -40 $$f.log; exit 1; }; \
		printf '%s: %s, no finding\n' $${f##*/} \
			"$$(grep -o 'number_of_executed_units: .*' $$f.log)"; \
	done
