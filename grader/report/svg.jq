# svg.jq - the pieces of pictures. Texts become XML here, by @html.
# SPDX-License-Identifier: MIT

# WIDTH and HEIGHT are the units that are drawn in: the page gives it its size. PROSE
# says the same to who does not see it; what is drawn, on input, is SVG already.
def svg($class; $width; $height; $prose):
  @html "<svg class=\"\($class)\" viewBox=\"0 0 \($width) \($height)\" role=\"img\""
  + @html " aria-label=\"\($prose)\">" + . + "</svg>";

def svg_text($x; $y; $class):
  @html "<text x=\"\($x)\" y=\"\($y)\" class=\"\($class)\">\(.)</text>";

# .x, .y, .width and .height say where; ROUND is the radius of its corners
def svg_rect($round; $class):
  @html "<rect x=\"\(.x)\" y=\"\(.y)\" width=\"\(.width)\" height=\"\(.height)\""
  + @html " rx=\"\($round)\" class=\"\($class)\"/>";

def svg_path($class): @html "<path d=\"\(.)\" class=\"\($class)\"/>";
