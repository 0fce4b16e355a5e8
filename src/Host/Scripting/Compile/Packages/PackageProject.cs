using System.Runtime.InteropServices;
using System.Security;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>A project that only has packages, for <c>dotnet restore</c>.</summary>
internal static class PackageProject
{
    public const string FileName = "packages.csproj";

    /// <summary>The portable name of this platform: <c>linux-x64</c>.</summary>
    public static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-"
            + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    public static string Framework { get; } = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    /// <summary>Writes it. Nothing of the folders above has a part in it.</summary>
    public static void Write(string folder, IEnumerable<(string Name, string Version)> packages)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "global.json"), "{}");
        File.WriteAllText(Path.Combine(folder, FileName), $"""
            <Project>
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>{Framework}</TargetFramework>
                <RuntimeIdentifier>{Platform}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', packages.Select(package => $"""    <PackageReference Include="{SecurityElement.Escape(package.Name)}" Version="[{package.Version}]" />"""))}
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """);
    }
}
