using System.Globalization;

namespace NumaProbe.Runs.Places;

/// <summary>Where a run is to be written: a folder that somebody named, or one of many with a number.</summary>
public sealed record RunFolderPlace
{
    /// <summary>Most runs of one name in a folder.</summary>
    public const int MostNumbers = 9_999;

    private readonly string _first;

    private RunFolderPlace(string first, bool replaces, bool isNumbered)
    {
        _first = first;
        Replaces = replaces;
        IsNumbered = isNumbered;
    }

    /// <summary>An earlier run there is replaced.</summary>
    internal bool Replaces { get; }

    /// <summary>Where one name is taken the next is used.</summary>
    internal bool IsNumbered { get; }

    /// <summary>The names to try, in this order.</summary>
    internal IEnumerable<string> Names => IsNumbered
        ? Enumerable.Range(2, MostNumbers - 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{_first}-{number}")).Prepend(_first)
        : [_first];

    /// <summary>The folder of that name.</summary>
    /// <param name="path">The folder; its parents are made.</param>
    /// <param name="force">Replace an earlier run of that name.</param>
    public static RunFolderPlace At(string path, bool force) => new(path, force, isNumbered: false);

    /// <summary>A folder that nobody has: the first of <c>name</c>, <c>name-2</c>, <c>name-3</c> that is free when the run has ended.</summary>
    /// <param name="folder">The folder of runs; it is made.</param>
    /// <param name="name">A name without a separator.</param>
    public static RunFolderPlace FreeIn(string folder, string name) => new(Path.Combine(folder, name), replaces: false, isNumbered: true);
}
