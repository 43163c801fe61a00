using System.Runtime.InteropServices;

namespace CreditGate.Actors.Nodes;

/// <summary>How far a thread gives way to others when all want the processors. .NET's own priorities are without effect on Linux, where every thread has a niceness.</summary>
public static partial class Niceness
{
    /// <param name="niceness">0 as ordinary threads, to 19; each step takes a fifth of the share.</param>
    public static void OfThisThread(int niceness)
    {
        if (niceness > 0 && OperatingSystem.IsLinux())
        {
            _ = SetPriority(0, 0, niceness);    // refused, it runs as others do
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
