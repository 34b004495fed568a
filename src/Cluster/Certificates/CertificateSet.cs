namespace NumaProbe.Cluster.Certificates;

/// <summary>What was made.</summary>
/// <param name="AuthorityFile">File of the authority that signed, whether it is new or not.</param>
/// <param name="Files">Every file that was written, in the order of their names.</param>
/// <param name="Outdated">Certificates of an earlier authority in the folder, which fit no more.</param>
/// <param name="NotAfter">When the first of the new certificates expires.</param>
public sealed record CertificateSet(
    string AuthorityFile, IReadOnlyList<string> Files, IReadOnlyList<string> Outdated, DateTimeOffset NotAfter);
