package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntriesTest {
  @Test
  void spreadEvenlyOverALayer() {
    int[] slots = new int[Entries.MOST];
    for (int size : new int[] {1, 2, 31, 32, 33, 1000, Integer.MAX_VALUE}) {
      int count = Entries.of(size, Entries.MOST, slots);
      assertEquals(Math.min(size, Entries.MOST), count);
      assertEquals(0, slots[0], "from where every node can be reached");
      for (int i = 1; i < count; i++) {
        double share = (slots[i] - slots[i - 1]) * (double) count / size;
        assertTrue(slots[i] > slots[i - 1] && Math.abs(share - 1) <= (double) count / size);
      }
      assertTrue(slots[count - 1] < size);
    }
  }

  @Test
  void spreadEvenlyWhileALayerGrows() {
    Entries entries = new Entries();
    for (int i = 0; i < 5000; i++) {
      entries.add(10 * i);
      int count = entries.count();
      assertTrue(count <= Entries.MOST && count >= Math.min(i + 1, Entries.MOST / 2));
      int[] slots = Arrays.copyOf(entries.slots(), count);
      assertEquals(0, slots[0]);
      int step = count > 1 ? slots[1] : 10;
      for (int j = 0; j < count; j++) {
        assertEquals(j * step, slots[j]);
      }
      assertTrue(10 * i - slots[count - 1] < step, "the latest are there");
    }
  }
}
