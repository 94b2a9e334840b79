// Elements without a framework. Text always goes through `textContent`: a hostile name stays text.

export type Child = Node | string | null | undefined | false;

type Listeners = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

export interface Attributes {
  /** Attributes by their HTML names; `false` and `undefined` leave one out. */
  [attribute: string]: string | number | boolean | undefined | Listeners;
  on?: Listeners;
}

/** Makes an element with attributes, listeners (`on`) and children. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute === "on") listen(element, value as Listeners);
    else if (value === true) element.setAttribute(attribute, "");
    else if (value !== false && value !== undefined) element.setAttribute(attribute, String(value));
  }
  element.append(...nodes(children));
  return element;
}

function listen(element: HTMLElement, listeners: Listeners): void {
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener as EventListener);
}

function nodes(children: (Child | Child[])[]): (Node | string)[] {
  return children.flat().filter((child): child is Node | string => child instanceof Node || (typeof child === "string" && child !== ""));
}

/** Replaces what is in an element. */
export function fill(element: Element, ...children: (Child | Child[])[]): void {
  element.replaceChildren(...nodes(children));
}

/** A name from the data: isolated, so that its writing direction disturbs nothing around it. */
export function name(text: string): HTMLElement {
  return el("bdi", {}, text);
}

/** A button that does something at once. */
export function button(label: Child, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", ...attributes, on: { click: act } }, label);
}

/** A picture of the page's own small set, drawn by the style sheet. */
export function icon(which: string): HTMLElement {
  return el("span", { class: `icon icon-${which}`, "aria-hidden": "true" });
}

/** Replaces what is in an element and keeps the keyboard's place: at the child with the same `data-key`, else at the element. */
export function refill(element: HTMLElement, ...children: (Child | Child[])[]): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && element.contains(active) && active !== element ? (active.dataset.key ?? "") : null;
  fill(element, ...children);
  if (key === null) return;
  const again = key ? element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) : null;
  (again ?? element).focus({ preventScroll: again !== null });
}
