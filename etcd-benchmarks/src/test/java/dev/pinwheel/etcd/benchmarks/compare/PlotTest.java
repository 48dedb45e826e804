package dev.pinwheel.etcd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {

    @Test
    void thePicture_isXml_withALineForEachSeries_andADotForEachPoint() throws Exception {
        Plot plot = new Plot(
                "a < b",
                "nodes",
                "µs",
                List.of(
                        new Plot.Series("one", List.of(new Plot.Point(1, 10), new Plot.Point(100, 1_000))),
                        new Plot.Series("two", List.of(new Plot.Point(1, 20)))));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.toSvg().getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b");
    }

    @Test
    void anAxis_beginsAndEndsAtPowersOfTen() {
        Axis axis = Axis.over(List.of(20.0, 3_000.0), 0, 300);
        assertThat(axis.ticks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(axis.at(10)).isZero();
        assertThat(axis.at(10_000)).isEqualTo(300);
    }
}
