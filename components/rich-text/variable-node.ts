// A variable inside a text: one chip that is moved and deleted as a whole; typing {{name}} makes one.
import { InputRule, mergeAttributes, Node } from "@tiptap/react";

/** `label` gives the reader's word for a variable, or undefined for one that messages do not know. */
export function variableNode(label: (name: string) => string | undefined) {
  return Node.create({
    name: "variable",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes() {
      return { name: { default: "", parseHTML: (element) => element.getAttribute("data-variable") ?? "" } };
    },
    parseHTML() {
      return [{ tag: "span[data-variable]" }];
    },
    renderHTML({ node, HTMLAttributes }) {
      const name = String(node.attrs.name);
      const known = label(name);
      const attributes = { "data-variable": name, ...(known ? {} : { "data-unknown": "" }) };
      return ["span", mergeAttributes(HTMLAttributes, attributes), known ?? `{{${name}}}`];
    },
    renderText({ node }) {
      return `{{${node.attrs.name}}}`;
    },
    addInputRules() {
      return [
        new InputRule({
          find: /\{\{\s*([\w.]+)\s*\}\}$/,
          handler: ({ state, range, match }) => {
            state.tr.replaceWith(range.from, range.to, this.type.create({ name: match[1] ?? "" }));
          },
        }),
      ];
    },
  });
}
