namespace NumaProbe.Cluster.Certificates;

/// <summary>A file to be put into a folder.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Content">Text in ASCII.</param>
/// <param name="IsPrivate">Nobody but its owner may read it.</param>
internal sealed record PrivateFolderFile(string Name, string Content, bool IsPrivate);
