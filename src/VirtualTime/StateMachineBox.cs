using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>A suspended flow with the compiler's state machine inside.</summary>
/// <typeparam name="TStateMachine">The state machine of one async method.</typeparam>
/// <typeparam name="T">Type of the result.</typeparam>
internal sealed class StateMachineBox<TStateMachine, T> : FlowBox<T>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Most boxes of one async method that a thread keeps for reuse.</summary>
    internal const int MaxPooled = 4096;

    [ThreadStatic]
    private static StateMachineBox<TStateMachine, T>? _pool;

    [ThreadStatic]
    private static int _pooled;

    private TStateMachine _stateMachine = default!;
    private StateMachineBox<TStateMachine, T>? _nextPooled;

    internal override string Name => typeof(TStateMachine).Name;

    internal static StateMachineBox<TStateMachine, T> Rent()
    {
        var box = _pool;
        if (box is null)
        {
            return new StateMachineBox<TStateMachine, T>();
        }

        _pool = box._nextPooled;
        _pooled--;
        box._nextPooled = null;
        return box;
    }

    internal void Store(in TStateMachine stateMachine) => _stateMachine = stateMachine;

    internal override void MoveNext() => _stateMachine.MoveNext();

    internal override void Recycle()
    {
        Reset();
        Result = default;
        _stateMachine = default!;
        if (_pooled < MaxPooled)
        {
            _nextPooled = _pool;
            _pool = this;
            _pooled++;
        }
    }
}
