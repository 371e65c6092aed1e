package org.kith.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The parts of a spec: which there are, and how each is written.
final class Grammar {

  static final Kind<Transform> TRANSFORMS =
      new Kind<>(
          "transform",
          List.of(
              Form.of(new Transform.Rotation()),
              Form.of(new Transform.Normalization()),
              // Faiss takes both spellings.
              new Form<>("L2Norm", "L2norm", s -> new Transform.Normalization(), List.of()),
              Form.of("PCA", "{d}", s -> new Transform.Pca(s.number(Bounds.DIMS))),
              Form.of("MRL", "{d}", s -> new Transform.Mrl(s.number(Bounds.DIMS)), "Matryoshka"),
              Form.of("OPQ", "{m}", s -> new Transform.Opq(s.number(Bounds.SUBSPACES))),
              Form.of(new Transform.Itq())));

  static final Kind<Structure> STRUCTURES =
      new Kind<>(
          "structure",
          List.of(
              Form.of(new Structure.Flat(), "BruteForce", "Exact"),
              Form.of("HNSW", "{M}", Grammar::hnsw),
              Form.of("NSW", "{M}", Grammar::nsw),
              Form.of("QG", "{R}", s -> new Structure.QuantizedGraph(s.number(Bounds.BLOCKED_R))),
              Form.of("Vamana", "{R}", s -> new Structure.Vamana(s.number(Bounds.R)), "DiskANN"),
              Form.of("NSG", "{R}", s -> new Structure.Nsg(s.number(Bounds.R))),
              Form.of("IVF", "{lists}[_HNSW{M}]", Grammar::ivf, "IVFFlat", "IVFPQ")));

  static final Kind<Code> CODES =
      new Kind<>(
          "code",
          List.of(
              Form.of(new Code.Flat(), "f32", "fp32", "float32"),
              Form.of(Code.Scalar.FP16, "f16", "fp16", "float16", "half"),
              Form.of(Code.Scalar.BF16, "bf16", "bfloat16"),
              Form.of(Code.Scalar.BITS8, "i8", "int8", "int8_hnsw"),
              Form.of(Code.Scalar.BITS6),
              Form.of(Code.Scalar.BITS4, "int4", "int4_hnsw"),
              Form.of(new Code.Lsh()),
              Form.of("RaBitQ", "[{bits}]", Grammar::rabitq, "BBQ", "b1", "binary"),
              Form.of("PQ", "{m}[x{bits}][fs]", Grammar::pq),
              Form.of("RQ", "{m}x{bits}", s -> new Code.Rq(s.number(Bounds.STAGES), bits(s))),
              Form.of("LSQ", "{m}x{bits}", s -> new Code.Lsq(s.number(Bounds.STAGES), bits(s))),
              Form.of("PRQ", "{s}x{m}x{bits}", Grammar::prq)));

  static final Kind<Refinement> REFINEMENTS =
      new Kind<>(
          "refinement",
          List.of(
              Form.of(new Refinement(new Code.Flat()), "Rescore", "Rerank"),
              Form.of("Refine", "({code})", Grammar::refine)));

  /// What kind of part comes next, if any.
  static Optional<Kind<?>> kindHere(Scanner scanner) {
    return Stream.<Kind<?>>of(TRANSFORMS, STRUCTURES, CODES, REFINEMENTS)
        .filter(kind -> kind.startsHere(scanner))
        .findFirst();
  }

  private static Structure hnsw(Scanner scanner) {
    return scanner.nextDigit()
        ? new Structure.Hnsw(scanner.number(Bounds.M))
        : new Structure.Hnsw();
  }

  private static Structure nsw(Scanner scanner) {
    return scanner.nextDigit() ? new Structure.Nsw(scanner.number(Bounds.M)) : new Structure.Nsw();
  }

  private static Structure ivf(Scanner scanner) {
    long lists = scanner.number(Bounds.LISTS);
    // As in Faiss, IVF64k is IVF65536.
    if (scanner.accept("k")) {
      lists <<= 10;
    } else if (scanner.accept("M")) {
      lists <<= 20;
    }
    Optional<Structure.Hnsw> coarse =
        scanner.accept("_HNSW")
            ? Optional.of(new Structure.Hnsw(scanner.number(Bounds.M)))
            : Optional.empty();
    return new Structure.Ivf(Bounds.LISTS.check(lists), coarse);
  }

  private static Code rabitq(Scanner scanner) {
    return new Code.RaBitQ(scanner.nextDigit() ? scanner.number(Bounds.RABITQ_BITS) : 1);
  }

  private static Code pq(Scanner scanner) {
    int m = scanner.number(Bounds.SUBSPACES);
    OptionalInt bits =
        scanner.accept("x") ? OptionalInt.of(scanner.number(Bounds.BITS)) : OptionalInt.empty();
    boolean fastScan = scanner.accept("fs");
    return new Code.Pq(m, bits.orElse(fastScan ? 4 : 8), fastScan);
  }

  private static Code prq(Scanner scanner) {
    int splits = scanner.number(Bounds.SPLITS);
    scanner.expect("x");
    return new Code.Prq(splits, scanner.number(Bounds.STAGES), bits(scanner));
  }

  private static int bits(Scanner scanner) {
    scanner.expect("x");
    return scanner.number(Bounds.BITS);
  }

  private static Refinement refine(Scanner scanner) {
    scanner.expect("(");
    Code code = CODES.read(scanner);
    scanner.expect(")");
    return new Refinement(code);
  }

  private Grammar() {}
}
