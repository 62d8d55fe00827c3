/** Stands in for linkify-it in markdown-it: bare addresses in a report are text, never links. */
export class LinkifyIt {
  test(): boolean {
    return false;
  }
  pretest(): boolean {
    return false;
  }
  match(): null {
    return null;
  }
  matchAtStart(): null {
    return null;
  }
}
