/** The last place on the way from one place to another up to which something holds that holds at the first. */
export function lastNear(from: number, to: number, isNear: (place: number) => boolean): number {
  let [near, far] = [from, to];
  for (let round = 0; round < 60; round++) {
    const middle = (near + far) / 2;
    if (isNear(middle)) near = middle;
    else far = middle;
  }
  return near;
}
