package org.kith.metric;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users' metrics: those registered in code, then those that services offer. What services offer is
 * looked for each time, and so needs no class loader to stay: it happens when a field is opened or
 * written, not when it is searched.
 */
final class Providers {
  /** Segments are read by classes that Lucene makes, which nothing can be handed to. */
  private static final Map<String, MetricProvider> REGISTERED = new ConcurrentHashMap<>();

  private Providers() {}

  static void register(MetricProvider provider) {
    MetricProvider known = REGISTERED.putIfAbsent(provider.name(), provider);
    if (known != null && known.getClass() != provider.getClass()) {
      throw new IllegalArgumentException(
          "metric '" + provider.name() + "' is registered already, as " + known.getClass());
    }
  }

  static void unregister(String name) {
    REGISTERED.remove(name);
  }

  /**
   * The provider of a metric.
   *
   * @throws MissingMetricException if there is none
   */
  static MetricProvider find(String name) {
    MetricProvider registered = REGISTERED.get(name);
    if (registered != null) {
      return registered;
    }
    List<ServiceConfigurationError> broken = new ArrayList<>();
    for (ClassLoader loader : loaders()) {
      MetricProvider offered = offered(name, loader, broken);
      if (offered != null) {
        return offered;
      }
    }
    throw missing(name, broken);
  }

  private static List<ClassLoader> loaders() {
    ClassLoader own = Providers.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null || context == own ? List.of(own) : List.of(context, own);
  }

  /** Goes on behind providers that cannot be loaded: they may have nothing to do with this one. */
  private static MetricProvider offered(
      String name, ClassLoader loader, List<ServiceConfigurationError> broken) {
    Iterator<MetricProvider> providers =
        ServiceLoader.load(MetricProvider.class, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return null;
        }
        MetricProvider provider = providers.next();
        if (provider.name().equals(name)) {
          return provider;
        }
      } catch (ServiceConfigurationError e) {
        broken.add(e);
      }
    }
  }

  private static MissingMetricException missing(
      String name, List<ServiceConfigurationError> broken) {
    StringBuilder message = new StringBuilder();
    message.append("no metric is named '").append(name).append("'; built in are ");
    message.append(BuiltIn.list()).append("; one of your own is looked for among those of Metrics");
    message.append(".register and among the services META-INF/services/");
    message.append(MetricProvider.class.getName());
    message.append(" (or 'provides' of a module) that the thread's class loader and Kith's see");
    broken.forEach(e -> message.append("; could not be loaded: ").append(e.getMessage()));
    return new MissingMetricException(
        name, message.toString(), broken.isEmpty() ? null : broken.getFirst());
  }
}
