using System.Runtime.InteropServices;

namespace NumaProbe.Node.Devices;

/// <summary>Which run of which part of a probe body it is.</summary>
/// <param name="Driver">Number of the driver.</param>
/// <param name="Attempt">Number of the try on the device, from 0.</param>
/// <param name="Part">Number of the part in that try, or -1 for the probe itself.</param>
/// <param name="Cookie">Cookie of the part, or 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BodyPlace(int Driver, int Attempt, int Part = -1, long Cookie = 0);
