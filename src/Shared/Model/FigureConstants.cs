namespace NumaProbe.Shared.Model;

/// <summary>What a run that shows a published figure is worth.</summary>
public enum FigureConstants
{
    /// <summary>Constants of the scenario were fitted to this very figure: that it comes out proves the arithmetic only.</summary>
    Fitted,

    /// <summary>The figure follows from constants that were fitted elsewhere or measured: that it comes out speaks for the model.</summary>
    Predicted,
}
