import { expect, test } from "vitest";
import { readAddress, writeAddress } from "./address.ts";
import { START } from "./state.ts";

test("an address is read and written the same", () => {
  const address =
    "region=13.75&level=SD&school=10300709&practice=greedy&reach_km=5.5&min=2&max=3&within=district&pin=10300709:10300001,10300710:10300001" +
    "&forbid=10300711:10300002&unassign=10300712&hide=member,unreached&lang=en&theme=dark&at=12.00/-0.30000/100.37000";
  const { view, refused } = readAddress(`#${address}`);
  expect(refused).toEqual([]);
  expect(writeAddress(view)).toBe(address);
});

test("an empty address is the start", () => {
  expect(readAddress("").view).toEqual(START);
  expect(writeAddress(START)).toBe("");
});

test("what makes no sense is named and left out, and the rest is taken", () => {
  const hostile = "#region=13&level=TK&reach_km=-1&max=1.5&pin=1:2:3&at=30/0/0&hide=nobody&lang=fr&what=ever&school=%3Cb%3E";
  const { view, refused } = readAddress(hostile);
  expect(view.region).toBe("13");
  expect(refused).toEqual(["level", "reach_km", "max", "pin", "at", "hide", "lang", "what", "school"]);
});
