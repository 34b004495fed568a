namespace NumaProbe.Tests.Support;

/// <summary>The folder of the repository this test was built in.</summary>
internal static class RepoRoot
{
    /// <summary>Absolute path of the folder that holds <c>NumaProbe.slnx</c>.</summary>
    internal static string Folder { get; } = Find();

    /// <summary>Absolute path of a file or folder of the repository.</summary>
    /// <param name="relative">Path with forward slashes.</param>
    internal static string Combine(string relative) => Path.Combine(Folder, relative.Replace('/', Path.DirectorySeparatorChar));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NumaProbe.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No NumaProbe.slnx above {AppContext.BaseDirectory}.");
    }
}
