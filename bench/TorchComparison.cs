using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Bench;

/// <summary>The same step by eager PyTorch (bench/pytorch/unet_step.py), right after ours on the same machine.</summary>
internal static class TorchComparison
{
    private const string Script = "bench/pytorch/unet_step.py";

    // Debian's torch belongs to Debian's own interpreter, which another may hide.
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3"];

    public static void Print(double ourSeconds, int threads, int steps, int batch, int latent)
    {
        if (!File.Exists(Script) || Interpreters.FirstOrDefault(HasTorch) is not { } python)
        {
            Console.WriteLine(
                "PyTorch           not compared: run from the repository's root with python3 and its torch (Debian: python3-torch) installed");
            return;
        }

        var answer = Run(python, $"{Script} --threads {threads} --steps {steps} --batch {batch} --latent {latent} --sd15");
        using var json = JsonDocument.Parse(answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        var seconds = json.RootElement.GetProperty("seconds_per_step").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var median = Measure.Median(seconds);
        Console.WriteLine($"""
            PyTorch {json.RootElement.GetProperty("torch"),-9} {median:f2} s, median of {string.Join(", ", seconds.Select(s => s.ToString("f2")))}
            ratio             PyTorch's step takes {median / ourSeconds:f2} × Atelier's
            """);
    }

    private static bool HasTorch(string python)
    {
        try
        {
            return Run(python, "-c \"import torch\"") is not null;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Run(string python, string arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? answer
            : throw new InvalidOperationException($"{python} {arguments} failed: {errors.GetAwaiter().GetResult()}");
    }
}
