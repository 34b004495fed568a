namespace NumaProbe.Lessons.Tests;

/// <summary>
/// Compares with a file of the repository, or writes it anew when <c>UPDATE_GOLDENS=1</c> says so. With <c>CI=true</c> nothing is ever written.
/// </summary>
internal static class Golden
{
    private static bool IsUpdating =>
        IsSet("UPDATE_GOLDENS", "1") && !IsSet("CI", "true");

    /// <summary>Fails unless the file holds the text.</summary>
    internal static void ShouldBe(string path, string text)
    {
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var relative = Path.GetRelativePath(RepoRoot.Folder, path);
        File.Exists(path).ShouldBeTrue($"{relative} is missing; UPDATE_GOLDENS=1 ./build.sh test writes it");
        text.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"{relative} says otherwise; if this run is right, UPDATE_GOLDENS=1 ./build.sh test writes it anew");
    }

    private static bool IsSet(string name, string value) =>
        string.Equals(Environment.GetEnvironmentVariable(name), value, StringComparison.OrdinalIgnoreCase);
}
