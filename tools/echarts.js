// The parts of ECharts that Waymark draws with, and nothing else: tools/finish.mjs bundles this file into one script
// with the global name `echarts`. Add a chart or component here when a page first needs it; `make bench` prints the cost.
export { init, use, registerTheme, getInstanceByDom, dispose, graphic, format, time } from 'echarts/core';
import { use } from 'echarts/core';
import { BarChart, CustomChart, LineChart, SankeyChart, ScatterChart, TreeChart, TreemapChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart, CustomChart, LineChart, SankeyChart, ScatterChart, TreeChart, TreemapChart,
  AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent,
  SVGRenderer,
]);
