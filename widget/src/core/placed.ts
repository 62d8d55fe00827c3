/** Positions set through the CSSOM: style attributes are refused by a strict policy. */

import { Directive, directive, PartType, type ElementPart, type PartInfo } from "lit/directive.js";
import { nothing } from "lit";

class Placed extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("placed() stands on an element");
  }

  render(styles: Record<string, string>): unknown {
    void styles;
    return nothing;
  }

  override update(part: ElementPart, [styles]: [Record<string, string>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
    return nothing;
  }
}

export const placed = directive(Placed);
