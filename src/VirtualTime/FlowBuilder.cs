using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>What the compiler calls for async methods that return <see cref="Flow"/>.</summary>
public struct FlowBuilder
{
    private FlowBuilder<NoResult> _builder;

    /// <summary>The flow of the method.</summary>
    public readonly Flow Task => new(_builder.Box);

    /// <summary>Creates the builder.</summary>
    public static FlowBuilder Create() => default;

    /// <summary>Runs the method up to its first await.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>Not used: the box holds the state machine.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>The method returned.</summary>
    public void SetResult() => _builder.SetResult(default);

    /// <summary>The method threw.</summary>
    public void SetException(Exception exception) => _builder.SetException(exception);

    /// <summary>The method awaits.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.Suspend(ref awaiter, ref stateMachine);

    /// <summary>The method awaits.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.Suspend(ref awaiter, ref stateMachine);

    internal readonly struct NoResult;
}
