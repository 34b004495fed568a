using System.Runtime.InteropServices;

namespace NumaProbe.Scenarios.Documents;

/// <summary>A place in a file: line and column, both from 1. The default value stands for the whole file.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Line, int Column) : IComparable<Mark>
{
    /// <inheritdoc/>
    public int CompareTo(Mark other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
