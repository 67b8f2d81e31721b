# evidence_frames.bash - lines of evidence, made from their description in
# grader/FORMATS.md and not by the code under test. Digest::SHA(3perl).

# frames: prints the line that standard input describes, an item a line. KEY is
# a letter that stands for 32 of it, \xHH in the last word for any byte.
#   bytes TEXT
#   key KEY
#   data KEY COUNTER NAME TEXT
#   end KEY COUNTER STATUS
#   frame KEY TYPE COUNTER LENGTH PAYLOAD     LENGTH is what the header claims
frames() {
  # shellcheck disable=SC2016 # perl's
  perl -MDigest::SHA=hmac_sha256 -ne '
    sub frame {
      my ($key, $type, $counter, $payload, $length) = @_;
      $key x= 32;
      my $header = $type . pack("Q>N", $counter, $length // length $payload);
      $header .= substr(hmac_sha256($header, $key), 0, 8);
      my $code = hmac_sha256($header . $payload, $key);
      print "\x1eKITEV1\n", $header, $payload, $code;
    }
    chomp;
    my ($item, $rest) = split / /, $_, 2;
    my %words = (bytes => 1, key => 1, data => 4, end => 3, frame => 5);
    my @word = split / /, $rest, $words{$item};
    $word[-1] =~ s/\\x(..)/chr hex $1/ge;
    print $word[0] if $item eq "bytes";
    frame($word[0], "K", 0, $word[0] x 32) if $item eq "key";
    frame(@word[0, 1, 2, 4, 3]) if $item eq "frame";
    frame($word[0], "E", @word[1, 2]) if $item eq "end";
    frame($word[0], "D", $word[1], chr(length $word[2]) . "$word[2]$word[3]")
      if $item eq "data";'
}
