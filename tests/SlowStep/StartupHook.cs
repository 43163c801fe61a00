using System.Diagnostics.Metrics;

/// <summary>Puts one needless, allocation-heavy step into the path of every check of a service that is otherwise as built: loaded by DOTNET_STARTUP_HOOKS.</summary>
internal static class StartupHook
{
    private const int NeedlessBytes = 2_048;
    private static byte[]? _needless;

    /// <summary>Bytes of the last needless allocation; keeps it from being left out.</summary>
    public static int Length => _needless?.Length ?? 0;

    public static void Initialize()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "creditgate.checks")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => Volatile.Write(ref _needless, new byte[NeedlessBytes]));
        listener.Start();
    }
}
