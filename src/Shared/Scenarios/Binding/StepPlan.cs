using System.Runtime.InteropServices;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>A step of a rule before its series is expanded: a finished step, or a call whose target may change with the device.</summary>
/// <param name="Step">The finished step, or null for a call.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Target as written, or null.</param>
/// <param name="Field">Where the target stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StepPlan(ProbeStep? Step, EventOperation Operation, string? Target, Field Field);
