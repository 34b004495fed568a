using System.Runtime.InteropServices;
using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Keys;

/// <summary>A value with the name that messages call it.</summary>
/// <param name="Label">Key as the file spells it.</param>
/// <param name="Mark">Where to point: the value, or the mapping that lacks it.</param>
/// <param name="Node">The value, or null when absent.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Field(string Label, Mark Mark, DocumentNode? Node)
{
    /// <summary>Kind of the value; absent values count as nothing.</summary>
    internal DocumentKind Kind => Node?.Kind ?? DocumentKind.Null;

    /// <summary>There is a value that was not reported already.</summary>
    internal bool Given => Kind is not (DocumentKind.Null or DocumentKind.Broken);

    /// <summary>There is a value, but a wrong one that was reported already.</summary>
    internal bool IsBroken => Kind == DocumentKind.Broken;

    /// <summary>The value of an entry; an empty one points at its key.</summary>
    internal static Field Of(DocumentEntry entry) =>
        new(entry.Written, entry.Value.Kind == DocumentKind.Null ? entry.Mark : entry.Value.Mark, entry.Value);

    /// <summary>A value under this label.</summary>
    internal Field Item(DocumentNode node) => new(Label, node.Mark, node);
}
