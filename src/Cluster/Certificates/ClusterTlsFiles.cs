namespace NumaProbe.Cluster.Certificates;

/// <summary>Where a process finds its certificate.</summary>
/// <param name="Certificate">Its own certificate, PEM.</param>
/// <param name="Key">The key of that certificate, PEM without a passphrase.</param>
/// <param name="Authorities">Certificates of the authorities that are trusted, PEM; several while one replaces another.</param>
public sealed record ClusterTlsFiles(string Certificate, string Key, string Authorities);
