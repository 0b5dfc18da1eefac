// Draws the requests of each contestant as an SVG, with Vega-Lite: one panel for each number of connections.
import * as vega from "vega";
import * as vegaLite from "vega-lite";

/** @typedef {import("../run.mjs").Measured} Measured */

const STEPS = ["create", "no-op", "update", "refresh", "destroy"];
const NAMES = { vpnaas: "pulumi-vpnaas", openTofu: "OpenTofu" };
const names = Object.values(NAMES);

/**
 * The SVG's text. The scale is logarithmic above one, so that nothing at all can be seen as such.
 *
 * @param {Measured} results
 */
export async function plotOf({ lives }) {
  const counts = [...new Set(lives.map(({ count }) => count))].sort((one, other) => one - other);
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    hconcat: counts.map((count) => panelOf(lives.filter((life) => life.count === count))),
  };
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
  return `${await view.toSVG()}\n`;
}

function panelOf(lives) {
  // The plugin sends what the dynamic provider sends.
  const drawn = lives.filter(({ contestant }) => contestant in NAMES);
  const values = drawn.flatMap(({ contestant, steps }) =>
    STEPS.map((step) => ({ who: NAMES[contestant], step, requests: steps[step].requests })),
  );
  return {
    title: `Requests, ${lives[0].count} ${lives[0].count === 1 ? "connection" : "connections"}`,
    data: { values },
    width: 250,
    height: 220,
    encoding: {
      x: { field: "step", type: "nominal", sort: STEPS, axis: { labelAngle: -40, title: null } },
      xOffset: { field: "who", type: "nominal", sort: names },
      y: {
        field: "requests",
        type: "quantitative",
        scale: { type: "symlog", domain: [0, 6000] },
        axis: { title: null, values: [0, 1, 10, 100, 1000, 5000] },
      },
    },
    layer: [
      {
        mark: "bar",
        encoding: {
          color: { field: "who", type: "nominal", sort: names, title: null, scale: { range: ["#7b42bc", "#c9a227"] } },
        },
      },
      { mark: { type: "text", dy: -5, fontSize: 8 }, encoding: { text: { field: "requests", type: "quantitative" } } },
    ],
  };
}
