using System.Runtime.InteropServices;
using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Devices;

/// <summary>Places of one entry under <c>devices</c>, which may stand for a series.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeviceMarks(Mark Name, Mark Parent, Mark PhysicalFunction, IReadOnlyList<Mark> Suppliers)
{
    /// <summary>Place of a supplier; that of the first one when items of the list are series themselves.</summary>
    internal Mark Supplier(int place, int count) => Suppliers[count == Suppliers.Count ? place : 0];
}
