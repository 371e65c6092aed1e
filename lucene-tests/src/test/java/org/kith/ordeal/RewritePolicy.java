package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;

/// Writes all segments anew into one when a merge is forced, even a single one: how an index moves
/// to another codec. Otherwise leaves them alone.
final class RewritePolicy extends FilterMergePolicy {

  RewritePolicy() {
    super(withoutCompoundFiles());
  }

  private static MergePolicy withoutCompoundFiles() {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setNoCFSRatio(0);
    return policy;
  }

  @Override
  public MergeSpecification findForcedMerges(
      SegmentInfos infos,
      int maxSegmentCount,
      Map<SegmentCommitInfo, Boolean> segmentsToMerge,
      MergeContext context)
      throws IOException {
    List<SegmentCommitInfo> old = new ArrayList<>();
    for (SegmentCommitInfo info : infos) {
      if (segmentsToMerge.getOrDefault(info, false)) {
        old.add(info);
      }
    }
    if (old.isEmpty()) {
      return null;
    }
    MergeSpecification all = new MergeSpecification();
    all.add(new OneMerge(old));
    return all;
  }
}
