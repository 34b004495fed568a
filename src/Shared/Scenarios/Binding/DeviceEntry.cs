using System.Runtime.InteropServices;
using NumaProbe.Shared.Scenarios.Documents;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Places of one entry under <c>devices</c>, which may stand for a series.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeviceEntry(Mark Name, Mark Parent, Mark Suppliers);
