using System.Reflection;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>What went wrong in a plugin's code, as a text: the exception itself would hold that code in memory.</summary>
internal static class PluginFailure
{
    public static string Reason(Exception failure)
    {
        while (failure is TargetInvocationException or TypeInitializationException && failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure is BadImageFormatException
            ? "its assembly is damaged or not fully written, or is not a .NET assembly"
            : $"{failure.GetType().Name}: {MessageOf(failure)}";
    }

    /// <summary>An exception's message on one line. The exception may be the plugin's own, and its message code like any other.</summary>
    public static string MessageOf(Exception failure)
    {
        try
        {
            return OneLine.Of(failure.Message ?? "");
        }
        catch (Exception)
        {
            return "its message cannot be read";
        }
    }
}
