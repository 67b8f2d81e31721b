# rows.jq - how the rows of a class, which book.jq makes, are read.
# SPDX-License-Identifier: MIT

def graded: map(select(.status == "graded"));

# the stages that anybody has, in the order of the results
def stage_ids: reduce (.[].stages[]?.id) as $id ([]; if index($id) then . else . + [$id] end);

# a row's stage; null where its edition has none of that name
def stage($id): first((.stages[]? | select(.id == $id)), null);
