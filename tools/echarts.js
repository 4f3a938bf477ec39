// The parts of ECharts that Waymark draws with, and nothing else: tools/finish.mjs bundles this file into one script
// with the global name `echarts`. A page that first draws with another chart or component adds it here; without it
// ECharts throws "Unknown series" or leaves the component out. `make bench` prints what all of it weighs.
export { init } from 'echarts/core';
import { use } from 'echarts/core';
import { BarChart, LineChart, SankeyChart, ScatterChart, TreemapChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  TreemapChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);
