using System.Runtime.CompilerServices;

namespace NumaProbe.Actors.Flows;

/// <summary>A suspended flow with the compiler's state machine inside.</summary>
/// <typeparam name="TStateMachine">The state machine of one async method.</typeparam>
/// <typeparam name="T">Type of the result.</typeparam>
internal sealed class StateMachineBox<TStateMachine, T> : FlowBox<T>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Most boxes of one async method that a thread keeps for reuse.</summary>
    internal const int MaxPooled = 4096;

    [ThreadStatic]
    private static Stack<StateMachineBox<TStateMachine, T>>? _pool;

    private TStateMachine _stateMachine = default!;

    internal override string Name => typeof(TStateMachine).Name;

    internal static StateMachineBox<TStateMachine, T> Rent() =>
        _pool is not null && _pool.TryPop(out var box) ? box : new StateMachineBox<TStateMachine, T>();

    internal void Store(in TStateMachine stateMachine) => _stateMachine = stateMachine;

    internal override void MoveNext() => _stateMachine.MoveNext();

    internal override void Recycle()
    {
        Reset();
        Result = default;
        _stateMachine = default!;
        var pool = _pool ??= new Stack<StateMachineBox<TStateMachine, T>>();
        if (pool.Count < MaxPooled)
        {
            pool.Push(this);
        }
    }
}
