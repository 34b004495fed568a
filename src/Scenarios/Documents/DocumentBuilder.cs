using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Builds the tree from a stream of values, for both file formats. Iterative, and owns the bounds on depth and number
/// of values, so that no file can exhaust stack or memory.
/// </summary>
internal sealed class DocumentBuilder(ProblemList problems, int maxNodes)
{
    private readonly Stack<ContainerFrame> _open = [];

    /// <summary>The finished tree, or null while there is none.</summary>
    internal DocumentNode? Root { get; private set; }

    /// <summary>How many values and keys were read.</summary>
    internal int Count { get; private set; }

    /// <summary>A bound was reached: reading must stop.</summary>
    internal bool Full { get; private set; }

    /// <summary>True when the next scalar is a key.</summary>
    internal bool WantsKey => _open.TryPeek(out var top) && top.WantsKey;

    /// <summary>Containers that are open.</summary>
    internal int Depth => _open.Count;

    /// <summary>The key whose value comes next, or null.</summary>
    internal string? Key => _open.TryPeek(out var top) ? top.Key : null;

    internal void AddKey(string text, Mark mark)
    {
        if (Counted(mark))
        {
            _open.Peek().TakeKey(text, mark);
        }
    }

    internal void AddScalar(DocumentKind kind, string text, Mark mark) => Add(DocumentNode.Scalar(kind, text, mark));

    internal void Add(DocumentNode value)
    {
        if (!Counted(value.Mark))
        {
            return;
        }

        if (_open.TryPeek(out var top))
        {
            top.Add(value);
        }
        else
        {
            Root = value;
        }
    }

    internal void Begin(DocumentNode container)
    {
        if (!Counted(container.Mark))
        {
            return;
        }

        if (_open.Count == ScenarioLimits.Depth)
        {
            problems.Add(container.Mark, "nested too deeply", $"lists and mappings may be {ScenarioLimits.Depth} deep");
            Full = true;
            return;
        }

        _open.Push(new(container, problems));
    }

    internal void End()
    {
        var done = _open.Pop().Node;
        if (_open.TryPeek(out var top))
        {
            top.Add(done);
        }
        else
        {
            Root = done;
        }
    }

    private bool Counted(Mark mark)
    {
        if (Full)
        {
            return false;
        }

        Count++;
        if (Count > maxNodes)
        {
            problems.Add(mark, "too many values", $"a file may have {maxNodes} keys and values", "write series as templates, for example nvme{0..999}");
            Full = true;
        }

        return !Full;
    }
}
