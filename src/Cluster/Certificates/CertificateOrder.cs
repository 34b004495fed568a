namespace NumaProbe.Cluster.Certificates;

/// <summary>What somebody wants made.</summary>
/// <param name="Folder">Where the files go; made when it is not there.</param>
/// <param name="Names">A certificate for each.</param>
/// <param name="KeepAuthorityKey">Keep the key of a new authority, so that certificates can be added later.</param>
/// <param name="Force">Make a whole new set and replace files that are there.</param>
/// <param name="Now">The time.</param>
public sealed record CertificateOrder(
    string Folder, IReadOnlyList<CertificateName> Names, bool KeepAuthorityKey, bool Force, DateTimeOffset Now);
