import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/** Lucene with its English analyzer, asked as driver.ts says: no texts and no positions kept. */
public final class Lucene {
  private static final List<String> FIELDS = List.of("title", "text");
  private static final Analyzer ANALYZER = new EnglishAnalyzer();
  private static final int BETWEEN_CLOCKS = 20;

  private interface Ask {
    int hits(String words) throws IOException;
  }

  private record Asked(double[] walls, int found) {}

  public static void main(String[] words) throws IOException {
    System.out.println(
        switch (words[0]) {
          case "build" -> build(Path.of(words[1]), Path.of(words[2]));
          case "ask" -> ask(words);
          default -> first(Path.of(words[1]), words[2]);
        });
  }

  private static String build(Path documents, Path folder) throws IOException {
    List<String> lines = Files.readAllLines(documents);
    double started = cpu();
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.setTokenized(true);
    type.freeze();
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(256);
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (String line : lines) {
        String[] parts = line.split("\t", -1);
        Document document = new Document();
        for (int i = 0; i < FIELDS.size(); i++) document.add(new Field(FIELDS.get(i), parts[i + 1], type));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return json("\"cpu\": %f, \"peakBytes\": %d", cpu() - started, peakBytes());
  }

  private static String ask(String[] words) throws IOException {
    Ask answer = open(Path.of(words[1]));
    List<String> queries = Files.readAllLines(Path.of(words[2])).stream().filter(line -> !line.isBlank()).toList();
    askFor(answer, queries, 1000 * Double.parseDouble(words[3]), 0);
    double started = cpu();
    Asked asked = askFor(answer, queries, 1000 * Double.parseDouble(words[4]), queries.size());
    int count = asked.walls.length;
    double perQuery = (cpu() - started) / count;
    Arrays.sort(asked.walls);
    return json(
        "\"asked\": %d, \"found\": %d, \"cpu\": %f, \"p50\": %f, \"p99\": %f, \"peakBytes\": %d",
        count, asked.found, perQuery, at(asked.walls, 50), at(asked.walls, 99), peakBytes());
  }

  private static String first(Path folder, String words) throws IOException {
    int found = open(folder).hits(words);
    return json("\"cpu\": %f, \"found\": %d", cpu(), found);
  }

  private static Ask open(Path folder) throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
    return words -> {
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      for (String term : terms(words))
        for (String field : FIELDS) query.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.SHOULD);
      return searcher.search(query.build(), 10).scoreDocs.length;
    };
  }

  private static List<String> terms(String words) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = ANALYZER.tokenStream("text", words)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(term.toString());
      stream.end();
    }
    return terms;
  }

  private static Asked askFor(Ask answer, List<String> queries, double milliseconds, int least) throws IOException {
    List<Double> walls = new ArrayList<>();
    double started = cpu();
    int found = 0;
    do {
      for (int i = 0; i < BETWEEN_CLOCKS; i++) {
        long asked = System.nanoTime();
        found += answer.hits(queries.get(walls.size() % queries.size()));
        walls.add((System.nanoTime() - asked) / 1e6);
      }
    } while (cpu() - started < (walls.size() < least ? 4 : 1) * milliseconds);
    return new Asked(walls.stream().mapToDouble(Double::doubleValue).toArray(), found);
  }

  private static double at(double[] sorted, int percent) {
    return sorted[Math.max(1, (int) Math.ceil(percent / 100.0 * sorted.length)) - 1];
  }

  /** Milliseconds of all threads since the start of the process: compiling and collecting garbage are among them. */
  private static double cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
  }

  /** Of Linux; 0 elsewhere. */
  private static long peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    for (String line : Files.readAllLines(status))
      if (line.startsWith("VmHWM:")) return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    return 0;
  }

  private static String json(String members, Object... values) {
    return "{" + String.format(Locale.ROOT, members, values) + "}";
  }
}
