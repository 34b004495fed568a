using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>Awaiters that a flow may use: they continue it through the virtual clock.</summary>
internal interface IFlowAwaiter : ICriticalNotifyCompletion
{
    /// <summary>Remembers the flow to continue.</summary>
    /// <param name="box">The suspended flow.</param>
    void Attach(FlowBox box);
}
