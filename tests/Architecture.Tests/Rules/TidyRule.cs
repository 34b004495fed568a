using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// A rule about the repository's files. It brings examples that break it and examples that keep it, and the tests run
/// both, so a rule that can no longer fail is found.
/// </summary>
public abstract class TidyRule
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<TidyRule> All { get; } =
    [
        .. typeof(TidyRule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TidyRule)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (TidyRule)Activator.CreateInstance(type)!),
    ];

    /// <summary>Small repositories that break the rule.</summary>
    public abstract IEnumerable<RepoFile[]> Bad { get; }

    /// <summary>Small repositories that keep it, close to the border.</summary>
    public abstract IEnumerable<RepoFile[]> Good { get; }

    /// <summary>Finds what breaks the rule.</summary>
    /// <param name="repo">Every file of the repository.</param>
    public abstract IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo);

    /// <summary>A repository of one file.</summary>
    protected static RepoFile[] One(string path, string text) => [new RepoFile(path, text)];
}
