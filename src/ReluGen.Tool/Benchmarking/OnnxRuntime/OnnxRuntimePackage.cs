using System.Diagnostics;
using System.Runtime.InteropServices;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Benchmarking.OnnxRuntime;

/// <summary>
/// ONNX Runtime's package, fetched when first asked for: it is many times the size of this tool. The user's SDK restores it from the
/// user's own package sources into a folder of the user's.
/// </summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="sdk">The program of the .NET SDK.</param>
internal sealed class OnnxRuntimePackage(string folder, string sdk)
{
    /// <summary>The version that is compared.</summary>
    public const string Version = "1.31.1";

    /// <summary>The name of the project that brings the package, and of its assembly.</summary>
    public const string ProjectName = "OnnxRuntimeLoader";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{Version}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The package of this user on this kind of machine.</summary>
    public static OnnxRuntimePackage OfUser() => new(
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "relugen",
            $"onnxruntime-{Version}-{RuntimeInformation.RuntimeIdentifier}"),
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");

    /// <summary>Fetches the package, unless it is there.</summary>
    /// <param name="say">Is told that it takes a while.</param>
    /// <param name="cancellation">Stops the SDK.</param>
    /// <returns>The path of an assembly whose dependencies are the package.</returns>
    /// <exception cref="ToolException">There is no SDK, or no source has the package.</exception>
    public string Fetch(Action<string> say, CancellationToken cancellation)
    {
        string assembly = Path.Combine(folder, ProjectName + ".dll");
        if (File.Exists(assembly))
        {
            return assembly;
        }

        say($"fetching ONNX Runtime {Version} into {folder}");
        string work = folder + "." + Guid.NewGuid().ToString("N");
        try
        {
            string published = Path.Combine(work, "published");
            Directory.CreateDirectory(work);
            foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            {
                // Nothing of a project around the folder has a say.
                File.WriteAllText(Path.Combine(work, name), "<Project />");
            }

            string project = Path.Combine(work, ProjectName + ".csproj");
            File.WriteAllText(project, Project);
            Publish(project, published, cancellation);
            if (!Directory.Exists(folder))
            {
                Directory.Move(published, folder);
            }

            return assembly;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"ONNX Runtime cannot be put into '{folder}': {exception.Message}");
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private void Publish(string project, string output, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(sdk)
        {
            ArgumentList =
            {
                "publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "-o", output, "-nologo", "-v", "quiet", "-nodeReuse:false",
            },
            WorkingDirectory = Path.GetDirectoryName(project)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ToolException($"--onnxruntime needs the .NET SDK, to fetch ONNX Runtime: there is no '{sdk}' on the PATH.");
        }

        using (process)
        {
            try
            {
                Task<string> said = process.StandardOutput.ReadToEndAsync(cancellation);
                Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
                process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
                if (process.ExitCode != 0)
                {
                    string text = said.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
                    throw new ToolException($"ONNX Runtime {Version} cannot be fetched; --onnxruntime needs the .NET SDK and a package source that has Microsoft.ML.OnnxRuntime. The SDK says:\n{FirstLines(text)}");
                }
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    private static string FirstLines(string text) =>
        string.Join("\n", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(5).Select(line => "  " + PrintableText.Of(line.Trim())));
}
